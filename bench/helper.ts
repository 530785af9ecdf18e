import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A module that runs in a process of its own and answers one question at a time, so that its work shares no event loop. */
export class Helper<Question, Answer> {
  readonly #child: ChildProcess

  constructor(module: URL) {
    this.#child = fork(module, { stdio: 'inherit', serialization: 'advanced' })
  }

  async ask(question: Question & object): Promise<Answer> {
    const answered = once(this.#child, 'message')
    const ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`a helper process ended with ${String(code)}`)
    })
    this.#child.send(question)
    // Both sides of the channel are compiled together: see `answerQuestions`.
    const [answer] = (await Promise.race([answered, ended])) as [Answer]
    return answer
  }

  stop(): void {
    this.#child.removeAllListeners('exit')
    this.#child.kill()
  }
}

/** The other end of `Helper`. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer> | Answer): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question as Question)).then((given) => process.send?.(given))
  })
  process.on('disconnect', () => process.exit())
}
