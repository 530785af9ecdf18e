import { AnswerTooLong } from './body.ts'

/** How a body that was handed on came to its end. */
export type BodyEnd =
  | { readonly kind: 'whole' }
  /** Whoever read it has gone. */
  | { readonly kind: 'left' }
  | { readonly kind: 'broken'; readonly cause: unknown }

export interface PassedOn {
  readonly body: ReadableStream<Uint8Array>
  /** Comes when nothing more will be read, and never fails. */
  readonly ended: Promise<BodyEnd>
}

/** In bytes. Without a buffer of ours workerd hands out 4 kB at a time, and a file takes nine times as long. */
const pieceLength = 65_536

/**
 * Hands a body on piece by piece, each when somebody asks for it, so that one piece is all of it that is ever held. It
 * breaks off with `AnswerTooLong` once more than `limit` bytes went through; whoever stops reading stops the sender. The
 * signal is the one that the sender obeys: it ends a body that nobody reads, too.
 */
export function passOn(source: ReadableStream<Uint8Array>, limit: number, signal: AbortSignal): PassedOn {
  const { promise: ended, resolve: end } = Promise.withResolvers<BodyEnd>()
  const reader = source.getReader({ mode: 'byob' })
  signal.addEventListener('abort', () => end({ kind: 'broken', cause: signal.reason }), { once: true })
  let seen = 0
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const piece = await reader.read(new Uint8Array(pieceLength))
          if (piece.done) {
            end({ kind: 'whole' })
            controller.close()
            return
          }
          seen += piece.value.byteLength
          if (seen > limit) throw new AnswerTooLong(limit)
          controller.enqueue(piece.value)
        } catch (cause) {
          end({ kind: 'broken', cause })
          controller.error(cause)
          await reader.cancel(cause).catch(() => undefined)
        }
      },
      async cancel(reason) {
        end({ kind: 'left' })
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return { body, ended }
}
