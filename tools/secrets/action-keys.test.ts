import { describe, expect, it } from 'vitest'
import { BUILD_KEY, runKey } from './action-keys'

describe('the keys of submits', () => {
  it('are 32 bytes, the same for the same secret and no other', () => {
    for (const key of [BUILD_KEY, runKey('a secret')]) expect(Buffer.from(key, 'base64')).toHaveLength(32)
    expect(runKey('a secret')).toBe(runKey('a secret'))
    expect(runKey('a secret')).not.toBe(runKey('another secret'))
  })

  it('do not depend on the build: what salts the ids of submits never changes', () => {
    expect(BUILD_KEY).toBe('z8YLhVdoBuZlxk4Zt2KPIzNb13sOHGmZNEUGCHEJHYM=')
  })
})
