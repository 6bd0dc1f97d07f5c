/** Having a role need a passkey. */

import 'server-only'
import { PASSKEY_ROLES_SETTING, readPasskeyRoles } from '@/lib/auth/passkey-roles'
import type { PasskeyRole } from '@/lib/domain/people/permissions'
import { InvalidError } from '@/lib/errors'
import { administer } from './administer'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { peopleMessages } from '@/lib/format/people/messages'

/**
 * Takes the roles that are to need a passkey; from now on no one has what such a role gives until they have one. Throws
 * InvalidError when administrators are to need one and the actor has none: someone has to be left who can undo it. Also
 * throws what `administer` throws.
 */
export async function requirePasskeys(roles: readonly PasskeyRole[]): Promise<void> {
  await administer(async ({ tx, actor }) => {
    const before = [...(await readPasskeyRoles(tx))]
    if (roles.includes('administrator') && !(await tx.passkey.count({ where: { userId: actor.id } })))
      throw new InvalidError({ roles: peopleMessages.administratorWithoutPasskey })
    const value = roles.join(' ')
    await tx.setting.upsert({
      where: { name: PASSKEY_ROLES_SETTING },
      create: { name: PASSKEY_ROLES_SETTING, value },
      update: { value },
    })
    await recordAudit(tx, ACCOUNTS, actor.id, {
      kind: 'passkey-roles.changed',
      recordType: 'setting',
      recordId: PASSKEY_ROLES_SETTING,
      recordName: 'Who needs a passkey',
      before: { roles: before },
      after: { roles: [...roles] },
    })
  })
}
