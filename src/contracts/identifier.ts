import * as z from 'zod'

/** A provider's identifier, as the provider wrote it. */
export const identifier = z.string().min(1).max(255)
