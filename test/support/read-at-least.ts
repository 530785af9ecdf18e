/**
 * What workerd has beyond the standard, for tests in Node: a read that fills a buffer as far as the stream goes.
 * https://developers.cloudflare.com/workers/runtime-apis/streams/readablestreambyobreader/
 */
Object.assign(ReadableStreamBYOBReader.prototype, {
  async readAtLeast(this: ReadableStreamBYOBReader, least: number, view: Uint8Array<ArrayBuffer>) {
    const whole = new Uint8Array(view.byteLength)
    let length = 0
    for (;;) {
      const { value, done } = await this.read(new Uint8Array(view.byteLength - length))
      whole.set(value ?? [], length)
      length += value?.byteLength ?? 0
      if (done || length >= least) return { value: whole.subarray(0, length), done: done && length === 0 }
    }
  },
})
