/** Sentences about accounts, passwords, passkeys, invitations and tokens. */

import { LONGEST_PASSWORD, type PasswordProblem, SHORTEST_PASSWORD } from '@/lib/domain/people/password'

const PASSWORD_PROBLEMS: Readonly<Record<PasswordProblem, string>> = {
  missing: 'Enter a password',
  short: `The password must have ${SHORTEST_PASSWORD} characters or more. Use several words`,
  long: `The password must have ${LONGEST_PASSWORD} characters or fewer`,
  personal: 'The password must not be your name or email address. Choose something that no one can look up',
  common: 'This password is too easy to guess. Choose a different one, such as several words',
}

export const peopleMessages = {
  cannotManageAccounts: 'Only administrators can manage accounts.',
  pinWhat: (name: string) => `Pinned to your start page: ${name}.`,
  pinRemoved: 'The pin was removed.',
  tooManyPins: (most: number) =>
    `You already have ${most} pins, which is the most. Remove one from your start page, then pin this`,

  tokenOnlyReads: 'A token can only read.',

  name: 'Name',
  ownNameMissing: 'Enter your name, as others will see it',
  nameMissing: 'Enter their name, as others will see it',
  email: 'Email address',
  emailMissing: 'Enter an email address',
  emailWrong: 'Enter an email address in the correct format, such as name@example.gov.scot',
  emailTaken: 'There is already an account with this email address',
  emailTakenBy: (name: string) => `There is already an account with this email address: ${name}`,
  lookAtAccount: (name: string) => `View the account of ${name}`,
  roleUnknown: 'Select a role from the list',
  onlyAdministrator: 'This is the only administrator. Make someone else an administrator first',
  changedAccount: 'changed this account',

  passwordMissing: 'Enter your password',
  currentPasswordMissing: 'Enter your current password',
  currentPasswordWrong: 'This is not your current password',
  passwordNotSet: 'This account has no password. Ask an administrator for a link to set one',
  passwordProblem: (problem: PasswordProblem) => PASSWORD_PROBLEMS[problem],
  busySigningIn: 'Many people are signing in at the moment, so nothing was saved. Send it again in a minute',

  passkey: 'Passkey',
  passkeyNameMissing: 'Enter a name that helps you to recognise this passkey',
  passkeyNotAdded: 'The passkey could not be added. Try again, and confirm that it is you',
  passkeyNeeded: 'Your role needs a passkey. Add another one before you remove this one',
  passkeyRefused: 'You cannot sign in with this passkey. Try another one, or use your password',
  passkeyOfAnother: 'This passkey does not belong to your account. Try another one',
  administratorWithoutPasskey:
    'You are an administrator and have no passkey. Add one on your account page first',

  firstAdministrator: 'The first administrator',
  invitationUsed: 'The link made with this form has been used. Open the page again to make another one',
  invitationRevoked: 'The link made with this form has been revoked. Open the page again to make another one',

  tokenNameMissing: 'Enter what the token is for, such as “Quarterly chart in R”',
  tokenPlansMissing: 'Select at least one plan',
  tokenPlansUnknown: 'Select plans from the list',
  tokenPlansForbidden: 'Select plans of which you are an analyst, officer or editor',
  tokenDaysMissing: 'Select how long the token will work',
  tokenRevoked: (name: string) =>
    `The token “${name}” made with this form has been revoked. Open the page again to make another one`,
  tooManyTokens: (most: number) => `You already have ${most} tokens. Revoke one that you no longer need`,
}
