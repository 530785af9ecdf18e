import { connect, type Socket } from 'node:net'
import { answerQuestions } from '../helper.ts'
import { quantile } from '../statistics.ts'
import { messageOf } from './http.ts'
import type { Load, LoadResult } from './protocol.ts'

/** Raw sockets and the least parsing that will do, since the generator shares its cores with what it measures. */
async function run(load: Load): Promise<LoadResult> {
  const started = performance.now()
  const until = started + load.milliseconds
  let taken = 0
  const take = () => taken++
  const latencies = await Promise.all(Array.from({ length: load.connections }, () => converse(load, until, take)))
  const all = latencies.flat()
  return {
    requests: all.length,
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    perSecond: (all.length * 1_000) / (performance.now() - started),
  }
}

/** One connection, asking until the time is up. Answers how long each request took, in milliseconds. */
function converse({ host, port, requests }: Load, until: number, take: () => number): Promise<number[]> {
  const bytes = requests.map((request) => Buffer.from(request))
  const latencies: number[] = []
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0)
    let sent = 0
    const socket: Socket = connect({ host, port, noDelay: true }, ask)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed the connection')))
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const message = messageOf(received)
      if (message === undefined) return
      const now = performance.now()
      if (!message.head.startsWith('HTTP/1.1 200 ')) {
        reject(new Error(`a measured request was refused: ${received.toString()}`))
        socket.destroy()
        return
      }
      latencies.push(now - sent)
      received = received.subarray(message.length)
      if (now < until) {
        ask()
        return
      }
      resolve(latencies)
      socket.destroy()
    })

    function ask() {
      sent = performance.now()
      socket.write(bytes[take() % bytes.length] ?? Buffer.alloc(0))
    }
  })
}

answerQuestions(run)
