/** Every submit there is, who may send it, and how to call it. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { identityMark } from '@/lib/domain/people/rights'
import { ADMINISTRATORS } from '@/tests/helpers/every-route'
import { addPerson, addToken } from '@/tests/helpers/people'
import { insert } from '@/tests/helpers/plan-rows'
import { form, newKey, OPENED, type Row } from './example'
import { OF_PROGRESS } from './of-progress'
import { CHANGE_NOTHING, OF_STRUCTURE } from './of-structure'

type Submit = (...parameters: never[]) => Promise<unknown>
const modules = import.meta.glob<Record<string, Submit>>('/app/**/submit*.ts')

const nameOf = (file: string, submit: string) =>
  `${file.replace(/^\/app\//, '').replace(/\/submit[^/]*\.ts$/, '')} ${submit}`

/** All of them, by the folder of their route and their name. */
export async function allSubmits(): Promise<ReadonlyMap<string, Submit>> {
  const found = new Map<string, Submit>()
  for (const [file, load] of Object.entries(modules))
    for (const [name, submit] of Object.entries(await load())) found.set(nameOf(file, name), submit)
  return found
}

async function invitation(db: pg.Client): Promise<string> {
  const id = randomUUID()
  await insert(db, 'invitation', {
    id,
    token_hash: id,
    email: 'new@example.org',
    expires_at: new Date(Date.now() + 60_000),
  })
  return id
}

const OF_PEOPLE: Readonly<Record<string, Row>> = {
  'admin/accounts/invite submitInvite': {
    may: ADMINISTRATORS,
    given: ({ id }) => [
      OPENED,
      form({ ...newKey(), email: `${randomUUID()}@example.org`, [`role-${id('plan')}`]: 'officer' }),
    ],
  },
  'admin/accounts/passkeys submitPasskeyRoles': {
    may: ADMINISTRATORS,
    given: () => [OPENED, form({})],
  },
  'admin/accounts submitRevoke': {
    may: ADMINISTRATORS,
    given: async ({ db }) => [await invitation(db), OPENED, form({})],
  },
  'admin/accounts/[person] submitRights': {
    may: ADMINISTRATORS,
    given: async ({ db, id }) => [await addPerson(db), OPENED, form({ [`role-${id('plan')}`]: 'editor' })],
  },
  'admin/accounts/[person] submitPasswordLink': {
    may: ADMINISTRATORS,
    given: async ({ db }) => [await addPerson(db), OPENED, form(newKey())],
  },
  'admin/accounts/[person] submitIdentity': {
    may: ADMINISTRATORS,
    given: async ({ db }) => {
      const person = await addPerson(db, { name: 'Somebody' })
      const email = `${person}@example.org`
      const fingerprint = identityMark({ name: 'Somebody', email })
      return [person, OPENED, form({ name: 'Somebody Else', email, fingerprint })]
    },
  },
  'admin/accounts/[person] submitTokenRevocationOf': {
    may: ADMINISTRATORS,
    given: async ({ db, id }) => {
      const person = await addPerson(db)
      return [person, await addToken(db, person, [id('plan')]), OPENED, form({})]
    },
  },
  'admin/accounts/[person] submitDeactivate': {
    may: ADMINISTRATORS,
    given: async ({ db }) => [await addPerson(db), OPENED, form({ confirmed: 'yes' })],
  },
  'admin/accounts/[person] submitReactivate': {
    may: ADMINISTRATORS,
    given: async ({ db }) => {
      const person = await addPerson(db)
      await db.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [person])
      return [person, OPENED, form({})]
    },
  },
}

/** Each submit that changes something for more than the one who sends it. */
export const TABLE: Readonly<Record<string, Row>> = { ...OF_PROGRESS, ...OF_STRUCTURE, ...OF_PEOPLE }

const PASSKEY = {
  id: 'a',
  rawId: 'a',
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: 'e30' },
}

/** Submits that touch the account, the sessions or the draft of the one who sends them, and no one else's. */
const ONE_S_OWN: Readonly<Record<string, Row['given']>> = {
  'account submitEndSession': () => [randomUUID(), OPENED, form({})],
  'account submitName': () => [OPENED, form({ name: 'A', fingerprint: 'x' })],
  'account submitPassword': () => [OPENED, form({ currentPassword: 'x', newPassword: 'y', again: 'y' })],
  'account submitSignOutEverywhere': () => [OPENED, form({})],
  'account/tokens submitToken': ({ id }) => [OPENED, form({ name: 'A', plans: id('plan'), days: '30' })],
  'account/tokens submitTokenRevocation': () => [randomUUID(), OPENED, form({})],
  'pins submitPin': ({ slug }) => [{ plan: slug, level: 'action', code: '1' }, OPENED, form({})],
  'pins submitPinRemoval': () => [randomUUID(), OPENED, form({})],
  'account/passkeys submitPasskey': () => [{ 'passkey-name': 'A' }, PASSKEY],
  'account/passkeys submitPasskeyRemoval': () => [randomUUID(), OPENED, form({})],
  'account/passkeys submitPasskeyStart': () => [{ 'passkey-name': 'A' }],
  'invitations/[token] submitInvitation': () => ['token', OPENED, form({ name: 'A' })],
  'drafts submitDiscardDraft': ({ slug }) => [{ kind: 'update', plan: slug, ref: '1' }, OPENED, form({})],
  'drafts submitDraft': ({ slug }) => [{ kind: 'update', plan: slug, ref: '1' }, form({ token: 'x' })],
  'sign-in submitSignIn': () => ['/', OPENED, form({ email: 'a@example.org' })],
  // With a password it would be a failed sign-in, which is put on record.
  'sign-in/confirm submitConfirmation': () => ['/', OPENED, form({})],
  'sign-in/confirm submitPasskeyConfirmation': () => ['/', PASSKEY],
  'sign-in/passkey submitPasskeySignIn': () => ['/', PASSKEY],
  'sign-in/passkey submitPasskeySignInStart': () => [],
}

/** How to call each submit there is. */
export const GIVEN: Readonly<Record<string, Row['given']>> = {
  ...CHANGE_NOTHING,
  ...ONE_S_OWN,
  ...Object.fromEntries(Object.entries(TABLE).map(([name, { given }]) => [name, given])),
}
