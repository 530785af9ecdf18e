/** Columns under their names, the first to the left and the others to the right. */
export function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [names, ...rows]
  const widths = names.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  return lines
    .map((line) =>
      widths
        .map((width, column) =>
          column === 0 ? (line[column] ?? '').padEnd(width) : (line[column] ?? '').padStart(width),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const milliseconds = (value: number) => `${value.toFixed(3)} ms`
export const times = (value: number) => `${value.toFixed(2)} ×`
export const whole = (value: number) => Math.round(value).toLocaleString('en')
