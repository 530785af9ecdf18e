import { type ChildProcess, fork } from 'node:child_process'

/** A module that runs in a process of its own and answers one question at a time, so that its work shares no event loop. */
export class Helper<Question extends object, Answer> {
  readonly #child: ChildProcess
  #waiting: PromiseWithResolvers<Answer> | undefined

  constructor(module: string) {
    this.#child = fork(module, { stdio: 'inherit', serialization: 'advanced' })
    // Both ends of the channel are compiled together: see `answerQuestions`.
    this.#child.on('message', (answer) => this.#waiting?.resolve(answer as Answer))
    this.#child.on('exit', () => this.#waiting?.reject(new Error(`${module} has ended`)))
  }

  ask(question: Question): Promise<Answer> {
    this.#waiting = Promise.withResolvers()
    this.#child.send(question)
    return this.#waiting.promise
  }

  stop(): void {
    this.#child.kill()
  }
}

/** The other end of `Helper`. */
export function answerQuestions<Question extends object, Answer extends object | number>(
  answer: (question: Question) => Promise<Answer>,
): void {
  process.on('message', async (question) => {
    process.send?.(await answer(question as Question))
  })
  process.on('disconnect', () => process.exit())
}
