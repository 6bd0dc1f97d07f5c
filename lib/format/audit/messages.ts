/** Sentences about the audit log, and what is wrong with it where it was altered. */

import type { ChainProblem } from '@/lib/domain/audit/audit-check'

const missing = (from: number, to: number) =>
  from === to ? `Entry ${from} is missing` : `Entries ${from} to ${to} are missing`

export const auditMessages = {
  cannotRead: 'Only administrators, and editors for their own plans, can read the audit log.',
  accounts: 'Accounts',
  cairn: 'Cairn itself',
  from: 'From',
  to: 'To',
  dateIgnored: (text: string, label: string) =>
    `We ignored “${text}” in “${label}”, which is not a date. Enter year, month and day: 2026-03-31.`,

  chainProblem: (problem: ChainProblem): string => {
    switch (problem.kind) {
      case 'changed':
        return 'It was changed after it was written.'
      case 'unlinked':
        return 'It does not follow from the entry before it: one of the two was replaced.'
      case 'noEnd':
        return 'There is no record of where the chain ends.'
      case 'missing':
        return `${missing(problem.from, problem.to)}.`
      case 'missingAtEnd':
        return `${missing(problem.from, problem.to)} from its end.`
      case 'afterEnd':
        return 'It comes after the recorded end of the chain.'
      case 'otherEnd':
        return 'It is not the entry that the chain ended with.'
    }
  },
}
