/** Errors as the API tells them: problem+json (RFC 9457). The types are described on the API's page, below their names. */

import type { ProblemBody } from '@/lib/schemas/api'

export const PROBLEMS = {
  'bad-parameter': {
    status: 400,
    title: 'A parameter is wrong',
    meaning:
      'A parameter is not one that this address has, is there twice, or makes no sense; or the address itself makes none.',
  },
  'bad-token': {
    status: 401,
    title: 'The token is not good',
    meaning:
      'The token in the Authorization header is unknown, revoked or expired, or its owner may no longer export its plans.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    meaning: 'There is no such plan, section, action or address.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    meaning: 'The API can only be read: use GET or HEAD.',
  },
  'report-altered': {
    status: 409,
    title: 'The report was altered',
    meaning:
      'The document of this report is not what was frozen any more, so nothing is read from it. Its entry in the list of reports says what is wrong.',
  },
  'list-changed': {
    status: 409,
    title: 'The list changed',
    meaning:
      'Something was saved in the plan while its list was read part by part. Start again without a cursor, or read an issued report, which never changes.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    meaning:
      'The token was used too often, or without one the network address. The header Retry-After says how many seconds to wait.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong',
    meaning: 'A fault of the service. It has been recorded; trying again later may help.',
  },
  unavailable: {
    status: 503,
    title: 'Not available',
    meaning:
      'The service is busy or cannot reach its database. Try again after the seconds that the header Retry-After names.',
  },
} as const

export type ProblemType = keyof typeof PROBLEMS

/** When to try again while the database is away or too much is asked, in seconds. */
export const RETRY_AFTER = '10'

export const UNAVAILABLE = 'The service is busy or cannot reach its database. Try again in a minute.'

/** A request's parameter that makes no sense. */
export class BadParameterError extends Error {
  override name = 'BadParameterError'
  /** Takes the parameter's name and a sentence on what is wrong with it. */
  constructor(
    readonly parameter: string,
    message: string,
  ) {
    super(message)
  }
}

/** What was asked for has another address. */
export class MovedError extends Error {
  override name = 'MovedError'
  constructor(readonly location: string) {
    super(`It is now at ${location}`)
  }
}

/** A report is not what was frozen any more. */
export class AlteredReportError extends Error {
  override name = 'AlteredReportError'
  /** Takes its reference. */
  constructor(readonly reference: string) {
    super(`Report ${reference} is not what was frozen any more, so nothing is read from it`)
  }
}

/** A list is another one than when its first part was read. */
export class ListChangedError extends Error {
  override name = 'ListChangedError'
}

/** Takes the type of a problem, the path asked for, a sentence on what went wrong and the parameter at fault, if one is. */
export function makeProblem(
  type: ProblemType,
  instance: string,
  detail: string,
  parameter?: string,
): ProblemBody {
  const { status, title } = PROBLEMS[type]
  return {
    type: `/api#${type}`,
    title,
    status,
    detail,
    instance,
    ...(parameter === undefined ? {} : { parameter }),
  }
}
