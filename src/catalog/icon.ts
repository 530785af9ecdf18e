/** A neutral mark with the initials of a brand, as SVG: no brand's artwork is copied. Pure. */
export function monogram(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => word !== '')
  const initials = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : name.slice(0, 2)
  const text = initials.slice(0, 2).replaceAll(/[^A-Za-z0-9]/g, '')
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img">',
    '<rect width="64" height="64" rx="14" fill="#334155"/>',
    `<text x="32" y="41" fill="#f8fafc" font-family="system-ui,sans-serif" font-size="26" font-weight="600" text-anchor="middle">${text}</text>`,
    '</svg>',
  ].join('')
}
