import { expect, it } from 'vitest'
import { describeFieldName } from './field-names'

it.each([
  ['overallRag', 'Overall rating'],
  ['isPublic', 'Everyone can read the plan'],
  ['effective-day', 'Date of this status (day)'],
  ['due-reason', 'Reason for the new date'],
  ['due_on', 'Due date'],
  ['invitedById', 'Invited by'],
  ['partner-nes', 'Partner nes'],
])('calls the field %s as a reader does', (name, label) => {
  expect(describeFieldName(name)).toBe(label)
})
