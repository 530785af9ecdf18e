import * as z from 'zod'
import { type Contract, type Effect, once } from './contract.ts'
import { issuesOf } from './issues.ts'
import {
  type AnswerReader,
  NothingThere,
  type OperationBody,
  type OperationDefinition,
  type OperationKit,
  type OperationMaker,
  type OwnBody,
  type SharedBody,
  type SharedOperation,
  UnreadableAnswer,
} from './operation.ts'
import type { PublicValues } from './server.ts'

const defaultDeadline = 30_000

export function operationKit<Config>(narrow: (config: PublicValues) => Config): OperationKit<Config> {
  return { read: maker('read', narrow), write: maker('write', narrow) }
}

function maker<Config>(effect: Effect, narrow: (config: PublicValues) => Config): OperationMaker<Config> {
  function make<
    Shape extends z.ZodRawShape,
    Output extends z.ZodType,
    Answer extends z.ZodType,
    Extra extends z.ZodRawShape,
  >(shared: Contract<Shape, Output>, body: SharedBody<Shape, Extra, Output, Answer, Config>): OperationDefinition
  function make<Shape extends z.ZodRawShape, Answer extends z.ZodType>(
    body: OwnBody<Shape, Answer, Config>,
  ): OperationDefinition
  function make<
    Shape extends z.ZodRawShape,
    Output extends z.ZodType,
    Answer extends z.ZodType,
    Extra extends z.ZodRawShape,
  >(
    ...args:
      | [Contract<Shape, Output>, SharedBody<Shape, Extra, Output, Answer, Config>]
      | [OwnBody<Shape, Answer, Config>]
  ): OperationDefinition {
    return args.length === 1 ? own(effect, args[0], narrow) : sharedBy(effect, args[0], args[1], narrow)
  }
  return make
}

function own<Shape extends z.ZodRawShape, Answer extends z.ZodType, Config>(
  effect: Effect,
  body: OwnBody<Shape, Answer, Config>,
  narrow: (config: PublicValues) => Config,
): OperationDefinition {
  const input = once(() => z.strictObject(body.input()))
  return define({
    effect,
    name: body.name,
    description: body.description,
    shared: undefined,
    input,
    body,
    narrow,
    answer: body.answer,
  })
}

function sharedBy<
  Shape extends z.ZodRawShape,
  Extra extends z.ZodRawShape,
  Output extends z.ZodType,
  Answer extends z.ZodType,
  Config,
>(
  effect: Effect,
  shared: Contract<Shape, Output>,
  body: SharedBody<Shape, Extra, Output, Answer, Config>,
  narrow: (config: PublicValues) => Config,
): OperationDefinition {
  const { name, description } = shared
  // The type of fields that were left out is inferred as the empty shape, which is what stands for them.
  const extra = body.extra ?? (() => ({}) as Extra)
  const input = once(() => z.strictObject(shared.input()).extend(extra()))
  return define({ effect, name, description, shared, input, body, narrow, answer: body.answer, unify: body.unify })
}

interface Parts<Input extends z.ZodObject, Answer extends z.ZodType, Config> {
  readonly effect: Effect
  readonly name: string
  readonly description: string
  readonly shared: SharedOperation | undefined
  readonly input: () => Input
  readonly body: OperationBody<z.output<Input>, z.input<Input>, z.output<Answer>, Config>
  readonly narrow: (config: PublicValues) => Config
  readonly answer: () => Answer
  readonly unify?: (answer: z.output<Answer>, input: z.output<Input>, config: Config) => unknown
}

function define<Input extends z.ZodObject, Answer extends z.ZodType, Config>(
  parts: Parts<Input, Answer, Config>,
): OperationDefinition {
  const { body, narrow, unify } = parts
  const answerSchema = once(parts.answer)

  const readAnswer = (raw: unknown, input: z.output<Input>, config: PublicValues): AnswerReader => {
    if (body.emptyMeansMissing && raw === null) throw new NothingThere()
    const parsed = once(() => parseAnswer(answerSchema(), raw))
    return {
      native: () => (body.result === undefined ? raw : body.result(parsed(), input)),
      unified: unify === undefined ? undefined : () => unify(parsed(), input, narrow(config)),
      nextCursor: () => body.next?.(parsed(), input),
    }
  }

  return {
    effect: parts.effect,
    name: parts.name,
    description: parts.description,
    shared: parts.shared,
    docs: body.docs,
    deadline: body.deadline ?? defaultDeadline,
    keyed: body.keyed ?? false,
    input: parts.input,
    exampleInput: body.example.input,
    prepare(raw) {
      const result = parts.input().safeParse(raw)
      if (!result.success) return { ok: false, issues: issuesOf(result.error) }
      const input = result.data
      const broken = body.rules?.(input) ?? []
      if (broken.length > 0) return { ok: false, issues: broken }
      return {
        ok: true,
        prepared: {
          request: (config, context) => body.request(input, narrow(config), context),
          expectedResponse: () => body.example.response(input),
          readAnswer: (answer, config) => readAnswer(answer, input, config),
        },
      }
    },
  }
}

function parseAnswer<Answer extends z.ZodType>(schema: Answer, raw: unknown): z.output<Answer> {
  const result = schema.safeParse(raw)
  if (!result.success) {
    const [first] = issuesOf(result.error)
    throw new UnreadableAnswer(`${first?.path ?? ''}: ${first?.message ?? 'not as documented'}`)
  }
  return result.data
}
