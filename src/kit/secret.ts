/**
 * A value that cannot be printed by accident: templates, JSON and loggers all see `[secret]`. Only the code that signs a
 * request or seals a secret calls `reveal`, and a search for that word finds every place that does.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  get [Symbol.toStringTag](): string {
    return 'Secret'
  }
}
