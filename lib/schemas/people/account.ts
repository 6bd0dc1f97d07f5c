/** Forms about accounts. */

import { z } from 'zod'
import { findPasswordProblem } from '@/lib/domain/people/password'
import { PASSKEY_ROLES, type Role, ROLES } from '@/lib/domain/people/permissions'
import { type FormValues, requiredLine } from '@/lib/schemas/form'
import { emailField } from './sign-in'
import { peopleMessages } from '@/lib/format/people/messages'

/** As it was typed, spaces and all. */
const password = z.string().default('')

const nameField = requiredLine(peopleMessages.name, peopleMessages.ownNameMissing, 100)

/** A checkbox of its own. */
const ticked = z
  .union([z.literal('yes'), z.literal('')])
  .default('')
  .transform((value) => value === 'yes')

export const inviteSchema = z.object({ email: emailField, isAdministrator: ticked })
export const rightsSchema = z.object({ isAdministrator: ticked, fingerprint: z.string().optional() })

/** What an administrator changes of someone, and what someone changes of themselves. */
export const identitySchema = z.object({
  name: requiredLine(peopleMessages.name, peopleMessages.nameMissing, 100),
  email: emailField,
  fingerprint: z.string().default(''),
})
export const ownNameSchema = z.object({ name: nameField, fingerprint: z.string().default('') })

/** None of the roles, one, or several. */
export const passkeyRolesSchema = z.object({
  roles: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .default([])
    .pipe(z.array(z.enum(PASSKEY_ROLES))),
})

interface PasswordOwner {
  readonly name: string
  readonly email: string
}

function fixed(value: string) {
  return z
    .any()
    .default(value)
    .transform(() => value)
}

/** Takes what is known of the person already; returns the schema of the form behind an invitation's link. */
export function acceptSchema(known: { readonly [K in keyof PasswordOwner]: PasswordOwner[K] | undefined }) {
  return z
    .object({
      // The form does not ask for what is known, and what is sent all the same counts for nothing.
      name: known.name === undefined ? nameField : fixed(known.name),
      email: known.email === undefined ? emailField : fixed(known.email),
      newPassword: password,
      removesPasskeys: ticked,
    })
    .superRefine(
      ({ newPassword, name, email }, context) => refusePassword(newPassword, { name, email }, context),
      {
        when: () => true,
      },
    )
}

/** Takes the person; returns the schema of the form that changes their password. */
export function changePasswordSchema(person: PasswordOwner) {
  return z
    .object({
      currentPassword: z
        .string()
        .default('')
        .refine((text) => text !== '', { error: peopleMessages.currentPasswordMissing }),
      newPassword: password,
      revokesTokens: ticked,
    })
    .superRefine(({ newPassword }, context) => refusePassword(newPassword, person, context), {
      when: () => true,
    })
}

function refusePassword(text: string, { name, email }: PasswordOwner, context: z.RefinementCtx): void {
  const problem = findPasswordProblem(String(text ?? ''), {
    name: String(name ?? ''),
    email: String(email ?? ''),
  })
  if (problem === null) return
  const message = peopleMessages.passwordProblem(problem)
  context.addIssue({ code: 'custom', path: ['newPassword'], message })
}

/** The field that holds someone's role in a plan. */
export function roleField(planId: string): string {
  return `role-${planId}`
}

/**
 * Takes what was typed and the plans that there are; returns what was chosen, by plan: a role, or null for none. A plan that the
 * form did not ask about, such as one made while it was open, is not among them.
 */
export function readRoles(
  values: FormValues,
  planIds: readonly string[],
): { roles: Map<string, Role | null>; errors: Record<string, string> } {
  const roles = new Map<string, Role | null>()
  const errors: Record<string, string> = {}
  for (const planId of planIds) {
    const given = values[roleField(planId)]
    if (given === undefined) continue
    const role = ROLES.find((one) => one === given)
    if (role || given === '') roles.set(planId, role ?? null)
    else errors[roleField(planId)] = peopleMessages.roleUnknown
  }
  return { roles, errors }
}
