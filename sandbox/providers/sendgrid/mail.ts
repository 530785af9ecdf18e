import { empty, type Fields } from '../../http.ts'
import {
  anything,
  boolean,
  closed,
  group,
  list,
  listAt,
  matching,
  numberAt,
  oneOf,
  text,
  textAt,
  valueAt,
  whole,
} from '../../json-shape.ts'
import { invalid, Refusal } from './answers.ts'
import { address, bodyOf, type Call } from './call.ts'
import { suppressionGroup } from './records.ts'

const person = closed({ email: address }, { name: text() })

const personalization = closed(
  {},
  {
    from: person,
    to: list(person, 0, 1000),
    cc: list(person, 0, 1000),
    bcc: list(person, 0, 1000),
    subject: text(undefined, 1),
    headers: group({}),
    substitutions: group({}),
    dynamic_template_data: group({}),
    custom_args: group({}),
    send_at: whole(),
  },
)

const attachment = closed(
  { content: matching(/^[A-Za-z0-9+/]+={0,2}$/), filename: text(undefined, 1) },
  { type: text(undefined, 1), disposition: oneOf('inline', 'attachment'), content_id: text() },
)

const setting = closed({}, { enable: boolean })

const mailSettings = closed(
  {},
  {
    bypass_list_management: setting,
    bypass_spam_management: setting,
    bypass_bounce_management: setting,
    bypass_unsubscribe_management: setting,
    footer: closed({}, { enable: boolean, text: text(), html: text() }),
    sandbox_mode: setting,
  },
)

/** https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send */
const mail = closed(
  {},
  {
    personalizations: list(personalization),
    from: group({}, { name: text() }),
    reply_to: person,
    reply_to_list: list(person, 0, 1000),
    subject: text(undefined, 1),
    content: list(closed({ type: text(undefined, 1) }, { value: text() })),
    attachments: list(attachment),
    template_id: text(),
    headers: group({}),
    categories: list(text(255), 0, 10),
    custom_args: anything,
    send_at: whole(),
    batch_id: text(),
    asm: closed({ group_id: whole() }, { groups_to_display: list(whole(), 0, 25) }),
    ip_pool_name: text(64, 2),
    mail_settings: mailSettings,
    tracking_settings: group({}),
  },
)

const longestAhead = 72 * 3600

/** `POST /v3/mail/send`: 202 without a body; 200 in the provider's own sandbox mode, where nothing is sent. */
export function sendMail(call: Call): Response {
  const { exchange } = call
  const body = bodyOf(call, mail)
  const personalizations = listAt(body, 'personalizations')
  if (personalizations.length === 0 || personalizations.length > 1000) {
    throw invalid(
      'personalizations',
      'The personalizations field is required and must have at least one personalization.',
    )
  }
  for (const [index, entry] of personalizations.entries()) checkRecipients(entry, index)
  checkSender(body)
  checkContent(body, personalizations)
  const latest = exchange.now.getTime() / 1000 + longestAhead
  if (numberAt(body, 'send_at') > latest) {
    throw invalid('send_at', 'The send_at value can be at most 72 hours in the future.')
  }
  const groupId = numberAt(body, 'asm', 'group_id')
  if (groupId !== 0 && groupId !== suppressionGroup.id) {
    throw invalid('asm.group_id', 'The asm group id does not exist.')
  }
  if (valueAt(body, 'mail_settings', 'sandbox_mode', 'enable') === true) return empty(200)
  return empty(202, { 'X-Message-Id': exchange.randomId(22) })
}

/** An address appears once among `to`, `cc` and `bcc` of a personalization. */
function checkRecipients(entry: unknown, index: number): void {
  const field = `personalizations.${index}`
  if (listAt(entry, 'to').length === 0) {
    const message = 'The to array is required for all personalization objects, and must have at least one email object.'
    throw invalid(`${field}.to`, message)
  }
  const emails = ['to', 'cc', 'bcc'].flatMap((name) =>
    listAt(entry, name).map((recipient) => textAt(recipient, 'email').toLowerCase()),
  )
  const repeated = emails.find((email, position) => emails.indexOf(email) !== position)
  if (repeated !== undefined) {
    const message = `Each email address in the personalization block should be unique between to, cc, and bcc: ${repeated}`
    throw invalid(field, message)
  }
}

function checkSender(body: Fields): void {
  const email = textAt(body, 'from', 'email')
  if (email === '') throw invalid('from.email', 'The from object must be provided for every email send.')
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw invalid('from.email', 'Does not contain a valid address.')
  if (email.includes('unverified')) {
    const message =
      'The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved.'
    throw new Refusal(403, { message, field: 'from', help: null })
  }
}

function checkContent(body: Fields, personalizations: readonly unknown[]): void {
  if (textAt(body, 'template_id') !== '') return
  const hasSubjects = personalizations.every((entry) => textAt(entry, 'subject') !== '')
  if (textAt(body, 'subject') === '' && !hasSubjects) {
    throw invalid('subject', 'The subject is required, in the mail, in every personalization, or in a template.')
  }
  const content = listAt(body, 'content')
  if (content.length === 0) {
    throw invalid('content', 'Unless a valid template_id is provided, the content parameter is required.')
  }
  const blank = content.findIndex((part) => textAt(part, 'value') === '')
  if (blank >= 0) {
    throw invalid(`content.${blank}.value`, 'The content value must be a string at least one character in length.')
  }
  const order = content
    .map((part) => ['text/plain', 'text/html'].indexOf(textAt(part, 'type')))
    .map((rank) => (rank < 0 ? 2 : rank))
  if (order.some((rank, index) => rank < (order[index - 1] ?? 0))) {
    throw invalid('content', 'If present, text/plain and text/html must be provided first and second, in that order.')
  }
}
