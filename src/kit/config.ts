import * as z from 'zod'

/** What a form shows beside a field, and what the example config is made of. */
export interface FieldDescription {
  /** What the provider's own dashboard calls it. */
  readonly label: string
  /** Where a person finds it. */
  readonly help: string
  /** A value of the right form; a fake one where it is a secret. */
  readonly example: string
}

interface FieldMeta extends FieldDescription {
  readonly secret: boolean
}

const fields = z.registry<FieldMeta>()

/** A config field that is sealed in the vault and masked everywhere. `pattern` is the form the provider gives its keys. */
export function secret(options: FieldDescription & { readonly pattern?: RegExp; readonly maxLength?: number }) {
  const text = z
    .string()
    .min(1)
    .max(options.maxLength ?? 4_096)
    .regex(/^[\x21-\x7e]+$/, 'has a space, a line break or another character that no key has')
  const formed =
    options.pattern === undefined ? text : text.regex(options.pattern, `doesn't look like a ${options.label}`)
  const branded = formed.brand<'secret'>()
  return branded.register(fields, { label: options.label, help: options.help, example: options.example, secret: true })
}

/** An RSA key in PKCS #8: PEM with whatever line breaks, or the base64 inside of it. */
export function privateKey(options: FieldDescription) {
  const text = z
    .string()
    .min(1)
    .max(8_192)
    .regex(
      /^\s*(?:-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END PRIVATE KEY-----|[A-Za-z0-9+/=\s]+)\s*$/,
      'is not a PKCS #8 private key, which begins with -----BEGIN PRIVATE KEY-----',
    )
  return text.brand<'secret'>().register(fields, { ...options, secret: true })
}

/** A config field that may be shown. */
export function field<Schema extends z.ZodType>(schema: Schema, options: FieldDescription): Schema {
  const described: z.ZodType = schema
  fields.add(described, { ...options, secret: false })
  return schema
}

/** Which of the provider's worlds the keys belong to; the first is the default. */
export function environment<const Name extends string>(first: Name, ...others: readonly Name[]) {
  return field(z.enum([first, ...others]), {
    label: 'Environment',
    help: 'Which environment of the provider the credentials belong to.',
    example: first,
  }).default(() => first)
}

/** `limit` calls in `window` seconds. Every provider's config takes it: it replaces the provider's documented limits. */
export const rateLimitField = () =>
  field(z.strictObject({ limit: z.int().min(1).max(1_000_000), window: z.int().min(1).max(86_400) }), {
    label: 'Rate limit',
    help: 'At most this many calls in this many seconds, in place of the limits that the provider documents.',
    example: '{"limit":50,"window":1}',
  }).optional()

/** An org's own OAuth program, where it doesn't use the deployment's. */
export const appFields = (provider: string) => ({
  clientId: field(z.string().min(1).max(512), {
    label: 'Client ID',
    help: `The client id of your own OAuth app at ${provider}; leave it out to use the one of this deployment.`,
    example: 'upstream-example-client',
  }).optional(),
  clientSecret: secret({
    label: 'Client secret',
    help: `The client secret of your own OAuth app at ${provider}.`,
    example: 'fake-upstream-example-client-secret',
  }).optional(),
})

export type ConfigShape = Readonly<Record<string, z.ZodType>>

/** A field as the form and the masks see it. */
export interface ConfigField extends FieldMeta {
  readonly name: string
  readonly required: boolean
}

export function describeFields(shape: ConfigShape): readonly ConfigField[] {
  return Object.entries(shape).map(([name, schema]) => {
    const meta = metaOf(schema)
    if (meta === undefined) throw new TypeError(`config field "${name}" is neither field() nor secret()`)
    return { ...meta, name, required: !schema.safeParse(undefined).success }
  })
}

function metaOf(schema: z.core.$ZodType): FieldMeta | undefined {
  const own = fields.get(schema)
  if (own !== undefined) return own
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return metaOf(schema.unwrap())
  return undefined
}

type Values<Shape extends ConfigShape> = z.output<z.ZodObject<Shape>>

/** Names of the fields that may be shown. */
export type PublicName<Shape extends ConfigShape> = {
  [Name in keyof Shape & string]: IsSecret<z.output<Shape[Name]>> extends true ? never : Name
}[keyof Shape & string]

type IsSecret<Value> = [NonNullable<Value>] extends [z.core.$brand<'secret'>] ? true : false

/** What a request is built from: the config without its secrets. */
export type PublicConfig<Shape extends ConfigShape> = Pick<Values<Shape>, PublicName<Shape> & keyof Values<Shape>>
