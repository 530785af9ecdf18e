import * as z from 'zod'
import type { InputIssue } from '../../../kit/issues.ts'
import { anything, type OperationKit } from '../../../kit/operation.ts'
import { path } from '../../../kit/path.ts'
import { get, json, post } from '../../../kit/request.ts'
import { pagesOf, wholeListInput } from '../../../kit/whole-list.ts'
import { fixtures } from './fixtures.ts'

const address = () => z.strictObject({ email: z.email().max(254), name: z.string().min(1).max(255).optional() })

/** Mail to people by name, and what the API key may do. */
export const mailOperations = ({ read, write }: OperationKit<unknown>) => ({
  'send-email': write({
    name: 'Send Email',
    description: 'Send one e-mail now, or at a time within the next three days',
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send',
    input: () => ({
      /** A verified sender. */
      from: address(),
      /** All recipients together, copies included, at most a thousand; none of them twice. */
      to: z.array(address()).min(1).max(1_000),
      cc: z.array(address()).min(1).max(1_000).optional(),
      bcc: z.array(address()).min(1).max(1_000).optional(),
      reply_to: address().optional(),
      /** Needed unless a template has one. */
      subject: z.string().min(1).max(998).optional(),
      /** A text, HTML or a template: one of the three at least. */
      text: z.string().min(1).max(1_000_000).optional(),
      html: z.string().min(1).max(1_000_000).optional(),
      template_id: z.string().min(1).max(100).optional(),
      /** What a dynamic template is filled in with. */
      dynamic_template_data: z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean()])).optional(),
      categories: z.array(z.string().min(1).max(255)).max(10).optional(),
      /** Unix seconds. */
      send_at: z.int().min(1).optional(),
      /** Checks the mail and sends nothing. */
      sandbox_mode: z.boolean().default(false),
    }),
    rules: (input) => [...contentIssues(input), ...recipientIssues(input)],
    request: ({ to, cc, bcc, dynamic_template_data, text, html, sandbox_mode, ...mail }) =>
      post(
        path`/v3/mail/send`,
        json({
          ...mail,
          personalizations: [{ to, cc, bcc, dynamic_template_data }],
          content: contentOf({ text, html }),
          mail_settings: sandbox_mode ? { sandbox_mode: { enable: true } } : undefined,
        }),
      ),
    example: {
      input: {
        from: { email: fixtures.sender, name: 'Example Shop' },
        to: [{ email: 'grace.hopper@example.com' }],
        subject: 'Your order is on its way',
        text: 'It left us this morning.',
      },
      response: () => null,
    },
    answer: anything,
  }),
  'list-scopes': read({
    name: 'List Scopes',
    description: 'List what the API key is allowed to do',
    docs: 'https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions/retrieve-a-list-of-scopes-for-which-this-user-has-access',
    input: wholeListInput,
    request: () => get(path`/v3/scopes`),
    example: { input: {}, response: () => ({ scopes: ['mail.send', 'marketing.read'] }) },
    ...pagesOf('scopes'),
  }),
})

interface Content {
  readonly text?: string | undefined
  readonly html?: string | undefined
}

/** Plain text has to come first. */
function contentOf({ text, html }: Content) {
  const content = [
    ...(text === undefined ? [] : [{ type: 'text/plain', value: text }]),
    ...(html === undefined ? [] : [{ type: 'text/html', value: html }]),
  ]
  return content.length === 0 ? undefined : content
}

interface Mail extends Content {
  readonly subject?: string | undefined
  readonly template_id?: string | undefined
  readonly dynamic_template_data?: object | undefined
}

function contentIssues({ subject, text, html, template_id: template, dynamic_template_data: data }: Mail) {
  const issues: InputIssue[] = []
  if (template === undefined) {
    if (subject === undefined) issues.push({ path: 'subject', message: 'Required without a template' })
    if (text === undefined && html === undefined) {
      issues.push({ path: 'text', message: 'Give a text, HTML or a template' })
    }
    if (data !== undefined) issues.push({ path: 'dynamic_template_data', message: 'There is no template to fill in' })
  }
  return issues
}

interface Recipients {
  readonly to: readonly Recipient[]
  readonly cc?: readonly Recipient[] | undefined
  readonly bcc?: readonly Recipient[] | undefined
}

interface Recipient {
  readonly email: string
}

function recipientIssues({ to, cc = [], bcc = [] }: Recipients): readonly InputIssue[] {
  const all = [...to, ...cc, ...bcc].map(({ email }) => email.toLowerCase())
  if (all.length > 1_000) return [{ path: 'to', message: 'More than 1,000 recipients, copies included' }]
  const twice = all.find((email, index) => all.indexOf(email) !== index)
  return twice === undefined ? [] : [{ path: 'to', message: `${twice} is a recipient twice` }]
}
