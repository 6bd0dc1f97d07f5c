import { describe, expect, it } from 'vitest'
import { doneCookie, packDone, readDone } from './done-cookie'

describe('what a form did', () => {
  it('is read on the page where the form leads, whatever its query, and nowhere else', () => {
    const value = packDone('/plans/a/structure?open=1.1#action-26.3', 'Action 26.3 was renamed.')
    expect(readDone(value, '/plans/a/structure?_rsc=x')).toBe('Action 26.3 was renamed.')
    expect(readDone(value, '/plans/a')).toBeNull()
    expect(readDone('', '')).toBeNull()
  })

  it('fits into a cookie, however long a name is', () => {
    const text = readDone(packDone('/a', 'é'.repeat(5000)), '/a')
    expect(text).toMatch(/^é+…$/)
    expect(encodeURIComponent(packDone('/a', '€'.repeat(5000))).length).toBeLessThan(4000)
  })

  it('is carried by a cookie that only this host sets, behind TLS', () => {
    expect(doneCookie('http://localhost:3000')).toBe('cairn.done')
    expect(doneCookie('https://cairn.example')).toBe('__Host-cairn.done')
  })
})
