interface Model extends Readonly<Record<string, unknown>> {
  readonly grantId?: string
  readonly uid?: string
}

/**
 * Where the authorization server keeps what it issues. The one that it comes with forgets the oldest of a thousand things,
 * which ends consents that nobody has ended. What has expired stays: the authorization server looks at that itself.
 */
export function keptModels(): (name: string) => KeptModels {
  const all = new Map<string, Model>()
  return (name) => new KeptModels(name, all)
}

class KeptModels {
  readonly #name: string
  readonly #all: Map<string, Model>

  constructor(name: string, all: Map<string, Model>) {
    this.#name = name
    this.#all = all
  }

  async upsert(id: string, model: Model): Promise<void> {
    this.#all.set(this.#key(id), model)
  }

  async find(id: string): Promise<Model | undefined> {
    return this.#all.get(this.#key(id))
  }

  async findByUid(uid: string): Promise<Model | undefined> {
    const own = [...this.#all].filter(([key]) => key.startsWith(this.#key('')))
    return own.find(([, model]) => model.uid === uid)?.[1]
  }

  async consume(id: string): Promise<void> {
    const model = await this.find(id)
    if (model !== undefined) await this.upsert(id, { ...model, consumed: Math.floor(Date.now() / 1_000) })
  }

  async destroy(id: string): Promise<void> {
    this.#all.delete(this.#key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, model] of this.#all) if (model.grantId === grantId) this.#all.delete(key)
  }

  #key(id: string): string {
    return `${this.#name}:${id}`
  }
}
