/** Failures that are expected, and what a person is told of them. Anything else is logged and shown generically. */

export class NotFoundError extends Error {
  override name = 'NotFoundError'
  /** Takes what was looked for ("section") and what was asked ("9.9"). */
  constructor(
    readonly kind:
      | 'plan'
      | 'pillar'
      | 'section'
      | 'field'
      | 'action'
      | 'partner'
      | 'timescale'
      | 'outcome'
      | 'achievement'
      | 'publication'
      | 'period'
      | 'printed report'
      | 'report'
      | 'report draft'
      | 'board request'
      | 'dispute'
      | 'import'
      | 'person'
      | 'invitation'
      | 'token',
    readonly asked: string,
  ) {
    super(`There is no ${kind} "${asked}"`)
  }
}

/** The actor may not do this. Pages show who can help; the API answers 403. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError'
  /** Takes what is not allowed, as a sentence ("Only editors can rate a section."), and the id of whom, where it is known. */
  constructor(
    readonly why: string,
    readonly who: string | null = null,
  ) {
    super(why)
  }
}

/** No one is signed in, or no longer. Pages offer to sign in and come back. */
export class SignedOutError extends Error {
  override name = 'SignedOutError'
}

/** It gives or changes access, and the last proof of who does it is too old. Forms offer to prove it again. */
export class UnprovenError extends Error {
  override name = 'UnprovenError'
}

/** What was sent cannot be saved. Each field that is wrong, by name, with what is wrong and the way out. */
export class InvalidError extends Error {
  override name = 'InvalidError'
  /** Takes the errors, and where to look at what they name, both by the field. */
  constructor(
    readonly errors: Readonly<Record<string, string>>,
    readonly links: Readonly<Record<string, { readonly label: string; readonly address: string }>> = {},
  ) {
    super(Object.values(errors).join(' '))
  }
}

/** The service cannot do this now and can in a moment. Pages and the API answer 503; forms keep what was typed. */
export class UnavailableError extends Error {
  override name = 'UnavailableError'
  /** Takes why, and what to do, in sentences. */
  constructor(readonly why: string) {
    super(why)
  }
}

/** What someone wants to pass on is not what they have seen: it was changed meanwhile. Nothing was written. */
export class UnseenError extends InvalidError {
  override name = 'UnseenError'
}

/** Someone else saved the same record while it was open here. Nothing was written. */
export class ChangedError extends Error {
  override name = 'ChangedError'
  /**
   * Takes the record's fields as they are now, where the form can show them beside what was typed; what to send along to write over
   * them knowingly; and who did what, and when, in a sentence without its stop.
   */
  constructor(
    readonly current: Readonly<Record<string, string | readonly string[]>> | null,
    readonly fingerprint: string,
    readonly whoDidWhat: string | null = null,
  ) {
    super('Someone else changed the record meanwhile')
  }
}
