/** A real Durable Object namespace, some of whose messages are lost. */
export function failing<Target extends object>(target: Target, fails: (method: string) => boolean): Target {
  return new Proxy(target, {
    get(real, name) {
      const member: unknown = Reflect.get(real, name, real)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        if (fails(String(name))) return Promise.reject(new Error('the message was lost'))
        const answer: unknown = Reflect.apply(member, real, args)
        return name === 'get' && typeof answer === 'object' && answer !== null ? failing(answer, fails) : answer
      }
    },
  })
}
