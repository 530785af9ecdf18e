import fc from 'fast-check'

/** What an attacker would configure to have requests, and the credentials in them, sent elsewhere. */
export function hostileValue(own: string) {
  const foreign = fc.constantFrom('evil.example', 'localhost', '127.0.0.1', '[::1]', '169.254.169.254')
  const glue = fc.constantFrom(
    '',
    '.',
    '/',
    '\\',
    '@',
    '#',
    '?',
    ':',
    ':8443',
    '%2e',
    '%00',
    '\n',
    '\t',
    ' ',
    '。',
    '//',
    ';',
  )
  const piece = fc.oneof(foreign, glue, fc.constant(own), fc.constantFrom('https://', 'http://', 'a', 'A', '-', 'xn--'))
  return fc.oneof(
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
    fc.constantFrom<unknown>(undefined, null, 1, {}, [], '__proto__', 'toString', 'constructor'),
  )
}
