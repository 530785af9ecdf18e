import fc from 'fast-check'

/** Any text that UTF-8 can carry, rich in what URLs, forms, JSON and headers mean something by. */
export const wellFormedText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'&=+%#?/\\:@;,.[]{}()<>"\'`|^~!$* \t\n\r\0aZ09éß漢😀') }),
)

/** Half of a pair of surrogates, alone or in the middle of something. */
export const illFormedText = fc
  .tuple(wellFormedText, fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff'), fc.string({ unit: 'grapheme-ascii' }))
  .map((parts) => parts.join(''))
  .filter((text) => !text.isWellFormed())
