import * as z from 'zod'

const time = () => z.iso.datetime({ offset: true }).optional()

/** When what is listed was created; the last year where nothing is said. */
export const timeRange = () => ({ begin_time: time(), end_time: time() })
