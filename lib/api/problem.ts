/** Errors as the API tells them: problem+json (RFC 9457). The types are described on the API's page, below their names. */

import type { ProblemBody } from '@/lib/schemas/api'

export const PROBLEMS = {
  'bad-parameter': {
    status: 400,
    title: 'A parameter is wrong',
    meaning: 'A parameter is unknown, repeated or not valid, or the address itself is not valid.',
  },
  'bad-token': {
    status: 401,
    title: 'Invalid token',
    meaning:
      'The token in the Authorization header is unknown, revoked or expired, or its owner can no longer export its plans.',
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
      'This report was altered after it was issued, so it cannot be read. Its entry in the list of reports says what is wrong.',
  },
  'list-changed': {
    status: 409,
    title: 'The list changed',
    meaning:
      'The plan changed while you read its list in parts. Start again without a cursor, or read an issued report, which never changes.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    meaning:
      'Too many requests with this token, or from this network address without a token. Wait for the number of seconds in the header Retry-After.',
  },
  'internal-error': {
    status: 500,
    title: 'Something went wrong',
    meaning: 'There is a problem with the service. Try again later.',
  },
  unavailable: {
    status: 503,
    title: 'Not available',
    meaning:
      'The service is busy or cannot reach its database. Try again after the number of seconds in the header Retry-After.',
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
    super(`Report ${reference} was altered after it was issued, so it cannot be read`)
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
