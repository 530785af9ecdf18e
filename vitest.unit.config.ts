import { defineConfig } from 'vitest/config'

/** Tests of pure code, in plain Node. */
export default defineConfig({
  test: { environment: 'node', include: ['test/unit/**/*.test.ts'] },
})
