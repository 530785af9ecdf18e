import { DurableObject } from 'cloudflare:workers'
import { type Begun, begin, mayRelease, memory, type WriteRecord } from './record.ts'

/** What isolates say to the object of one keyed write. */
export interface KeyedWritePort {
  /** `attempt` is the caller's own: the same question asked twice is one. */
  begin(fingerprint: string, attempt: string, resumable: boolean): Promise<Begun>
  /** Keeps the answer for a day. */
  settle(answer: string): Promise<void>
  /** Forgets the write if this attempt began it: it was not sent, or may be sent again. */
  release(attempt: string): Promise<void>
}

/**
 * One per org, integration and Idempotency-Key: the only one who lets a write be sent. A thin shell over `begin`; it
 * deletes itself a day after the write began.
 */
export class KeyedWrite extends DurableObject<Env> implements KeyedWritePort {
  async begin(fingerprint: string, attempt: string, resumable: boolean): Promise<Begun> {
    const known = this.ctx.storage.kv.get<WriteRecord>('record')
    const { begun, record } = begin(known, { fingerprint, attempt }, Date.now(), resumable)
    if (record !== known) {
      this.ctx.storage.kv.put('record', record)
      await this.ctx.storage.setAlarm(record.startedAt + memory)
    }
    return begun
  }

  async settle(answer: string): Promise<void> {
    const known = this.ctx.storage.kv.get<WriteRecord>('record')
    if (known !== undefined) this.ctx.storage.kv.put('record', { ...known, answer })
  }

  async release(attempt: string): Promise<void> {
    if (!mayRelease(this.ctx.storage.kv.get<WriteRecord>('record'), attempt)) return
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}
