import { Inspector } from './inspector.ts'

interface HeapUsage {
  /** Bytes. */
  readonly usedSize: number
  readonly embedderHeapUsedSize: number
  readonly backingStorageSize: number
}

/** How many requests an isolate is given to collect its garbage in. */
const patience = 100

/**
 * Collects the garbage of a Worker's isolate, and of those in which Miniflare plays its bindings, as far as `nudge` reaches
 * them: a request, since V8 collects in a task, and workerd runs tasks of an isolate only while that has something to do.
 * Answers what is left of the Worker in bytes: objects of JavaScript, those of the runtime that belong to them, and
 * buffers. Inspectors are opened for this alone, since one that is open slows its isolate.
 */
export async function liveHeap(port: number, worker: string, nudge: () => Promise<unknown>): Promise<number> {
  const targets = await Inspector.targets(port)
  let alive = Number.NaN
  for (const target of targets) {
    const inspector = await Inspector.connect(target)
    try {
      const isWorker = target.endsWith(`:${worker}`)
      await collect(inspector, nudge, isWorker ? Number.POSITIVE_INFINITY : patience)
      if (isWorker) alive = await usage(inspector)
    } finally {
      inspector.close()
    }
  }
  return alive
}

async function collect(inspector: Inspector, nudge: () => Promise<unknown>, most: number): Promise<void> {
  await inspector.ask('HeapProfiler.enable')
  let collected = false
  const collection = inspector.ask('HeapProfiler.collectGarbage').then(() => {
    collected = true
  })
  for (let nudges = 0; !collected && nudges < most; nudges += 1) await nudge()
  if (collected) await collection
}

async function usage(inspector: Inspector): Promise<number> {
  // The answer to this very question, as the protocol has it.
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = (await inspector.ask(
    'Runtime.getHeapUsage',
  )) as HeapUsage
  return usedSize + embedderHeapUsedSize + backingStorageSize
}
