import * as z from 'zod'
import type { Contract, Effect } from './contract.ts'
import type { InputIssue } from './issues.ts'
import type { JsonValue } from './json.ts'
import type { ProviderRequest } from './request.ts'
import type { PublicValues } from './server.ts'

/** What an author writes for one operation. `Input` is parsed, `Answer` is the provider's success answer, parsed. */
export interface OperationBody<Input, InputExample, Answer, Config> {
  /** The provider's own page about this request. */
  readonly docs: string
  /** What holds between fields, and no shape can say: the broken rules, as issues beside those of the shape. */
  readonly rules?: (input: Input) => readonly InputIssue[]
  /** Pure: what would be sent for this input. Sees no secret. Throws `InputRefused` where the config rules it out. */
  readonly request: (input: Input, config: Config, context: RequestContext) => ProviderRequest
  /** True where the request carries `context.idempotencyKey` itself, and the provider recognises a repeated write by it. */
  readonly keyed?: boolean
  readonly example: {
    readonly input: InputExample
    /** What the provider would answer; echoes the input where the provider does. */
    readonly response: (input: Input) => JsonValue
  }
  /** The cursor of the page after this one, for operations that list. */
  readonly next?: (answer: Answer, input: Input) => string | undefined
  /** Reshapes the native answer, where the API description promises another shape than the provider's. */
  readonly result?: (answer: Answer, input: Input) => JsonValue
  /** True where the provider answers success with nothing in it for what isn't there. */
  readonly emptyMeansMissing?: boolean
  /** Milliseconds until the call is given up; 30,000 where it isn't said. */
  readonly deadline?: number
}

/** What a request may carry that neither its input nor its config says. */
export interface RequestContext {
  /** The same for every repetition of one write, and different for every other. */
  readonly idempotencyKey: string
}

export interface SharedBody<
  Shape extends z.ZodRawShape,
  Extra extends z.ZodRawShape,
  Output extends z.ZodType,
  Answer extends z.ZodType,
  Config,
> extends OperationBody<
    z.output<z.ZodObject<Merged<Shape, Extra>>>,
    z.input<z.ZodObject<Merged<Shape, Extra>>>,
    z.output<Answer>,
    Config
  > {
  /** Fields beyond the contract, or narrower versions of its fields. */
  readonly extra?: () => Extra
  /** The success answer, as little of it as is read here; unknown fields pass. */
  readonly answer: () => Answer
  /** Sees the config too, because some answers leave to it what they mean, such as the currency of an account. */
  readonly unify: (
    answer: z.output<Answer>,
    input: z.output<z.ZodObject<Merged<Shape, Extra>>>,
    config: Config,
  ) => NoInfer<z.input<Output>>
}

export interface OwnBody<Shape extends z.ZodRawShape, Answer extends z.ZodType, Config>
  extends OperationBody<z.output<z.ZodObject<Shape>>, z.input<z.ZodObject<Shape>>, z.output<Answer>, Config> {
  readonly name: string
  readonly description: string
  readonly input: () => Shape
  /** The success answer, as little of it as is read here; `anything` where nothing is. */
  readonly answer: () => Answer
}

type Merged<Shape extends z.ZodRawShape, Extra extends z.ZodRawShape> = z.util.Extend<
  z.util.Writeable<Shape>,
  z.util.Writeable<Extra>
>

/** `read` and `write`, typed with the provider's config. */
export interface OperationMaker<Config> {
  <
    const Shape extends z.ZodRawShape,
    Output extends z.ZodType,
    Answer extends z.ZodType,
    const Extra extends z.ZodRawShape = Record<never, never>,
  >(
    shared: Contract<Shape, Output>,
    body: SharedBody<Shape, Extra, Output, Answer, Config>,
  ): OperationDefinition
  <const Shape extends z.ZodRawShape, Answer extends z.ZodType>(
    body: OwnBody<Shape, Answer, Config>,
  ): OperationDefinition
}

export interface OperationKit<Config> {
  /** Changes nothing: may be called by GET, may be repeated. */
  readonly read: OperationMaker<Config>
  /** Changes something. */
  readonly write: OperationMaker<Config>
}

/** An operation whose input has been checked: everything that depends on the input, closed over it. */
export interface PreparedOperation {
  readonly request: (config: PublicValues, context: RequestContext) => ProviderRequest
  readonly expectedResponse: () => JsonValue
  readonly readAnswer: (body: unknown, config: PublicValues) => AnswerReader
}

/** A success answer read into what callers get; throws `UnreadableAnswer` where the provider broke its own description. */
export interface AnswerReader {
  readonly native: () => unknown
  /** Undefined where the operation isn't shared, and so has no unified form. */
  readonly unified: (() => unknown) | undefined
  readonly nextCursor: () => string | undefined
}

/** The provider's answer isn't what it documents. */
export class UnreadableAnswer extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnreadableAnswer'
  }
}

/** Thrown by a request that its input and the config can't make together; answered as `invalid_request`. */
export class InputRefused extends Error {
  readonly issue: InputIssue

  constructor(issue: InputIssue) {
    super(`${issue.path}: ${issue.message}`)
    this.name = 'InputRefused'
    this.issue = issue
  }
}

/** The provider's answer says, by its emptiness, that there is no such thing. */
export class NothingThere extends Error {
  constructor() {
    super('there is nothing with this id')
    this.name = 'NothingThere'
  }
}

export type Preparation =
  | { readonly ok: true; readonly prepared: PreparedOperation }
  | { readonly ok: false; readonly issues: readonly InputIssue[] }

/** An operation without the id that its key in the provider's record gives it. */
export interface OperationDefinition {
  readonly name: string
  readonly description: string
  readonly effect: Effect
  readonly docs: string
  readonly deadline: number
  /** Whether its requests carry an idempotency key by themselves. */
  readonly keyed: boolean
  readonly shared: SharedOperation | undefined
  /** The strict schema of the input. */
  readonly input: () => z.ZodObject
  readonly exampleInput: unknown
  readonly prepare: (input: unknown) => Preparation
}

export interface SharedOperation {
  readonly id: string
  readonly effect: Effect
  readonly output: () => z.ZodType
}

export interface Operation extends OperationDefinition {
  readonly id: string
}

/** For answers of which nothing is read. */
export const anything = () => z.unknown()
