import * as z from 'zod'
import { once } from '../kit/contract.ts'

/** A provider's identifier, as the provider wrote it. */
export const identifier = once(() => z.string().min(1).max(255))
