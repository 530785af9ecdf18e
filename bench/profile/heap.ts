import { Inspector } from './inspector.ts'

interface HeapUsage {
  /** Bytes. */
  readonly usedSize: number
  readonly embedderHeapUsedSize: number
  readonly backingStorageSize: number
}

/**
 * Collects the garbage of a Worker's isolate and answers what is left, in bytes: objects of JavaScript, those of the runtime
 * that belong to them, and buffers. `nudge` sends the Worker a request: V8 collects in a task, and workerd runs tasks of an
 * isolate only while that has something to do. The inspector is opened for this alone, since one that is open slows the Worker.
 */
export async function liveHeap(port: number, worker: string, nudge: () => Promise<unknown>): Promise<number> {
  const inspector = await Inspector.open(port, worker)
  try {
    await inspector.ask('HeapProfiler.enable')
    let collected = false
    const collection = inspector.ask('HeapProfiler.collectGarbage').then(() => {
      collected = true
    })
    while (!collected) await nudge()
    await collection
    // The answer to this very question, as the protocol has it.
    const usage = (await inspector.ask('Runtime.getHeapUsage')) as HeapUsage
    return usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize
  } finally {
    inspector.close()
  }
}
