import { expect, it } from 'vitest'
import { acceptSchema, readRoles } from './account'
import { checkForm } from '@/lib/schemas/form'

const PASSWORD = { newPassword: 'four quiet herons waiting' }

it('does not ask for what an invitation says already, nor believe another', () => {
  const schema = acceptSchema({ name: undefined, email: 'sam@example.org' })
  for (const sent of [{}, { email: 'else@example.org' }])
    expect(checkForm(schema, { ...PASSWORD, ...sent, name: 'Sam' }).data).toMatchObject({
      name: 'Sam',
      email: 'sam@example.org',
    })
})

it('asks for what no one knows yet', () => {
  const { state } = checkForm(acceptSchema({ name: undefined, email: undefined }), PASSWORD)
  expect(Object.keys(state?.errors ?? {}).sort()).toEqual(['email', 'name'])
})

it.each(['\u0000', '\u0007', '\u0085', '\u009B', '\u202E'])('takes no name with %j in it', (character) => {
  const schema = acceptSchema({ name: undefined, email: 'sam@example.org' })
  const { state } = checkForm(schema, { ...PASSWORD, name: `Sam${character}le` })
  expect(state?.errors.name).toContain('control characters')
})

it('reads no role where none was chosen, and nothing where none was asked for', () => {
  const { roles, errors } = readRoles({ 'role-a': '', 'role-b': 'editor', 'role-d': 'king' }, [
    'a',
    'b',
    'c',
    'd',
  ])
  expect([...roles]).toEqual([
    ['a', null],
    ['b', 'editor'],
  ])
  expect(Object.keys(errors)).toEqual(['role-d'])
})
