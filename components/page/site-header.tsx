import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'
import { getVisitor } from '@/lib/queries/periods/visitor'
import { ForgetOnSend } from '@/components/ui/forget-on-send'
import { SignInLink } from './sign-in-link'

/** The band at the top of every page: Cairn's own mark, who is signed in, and below a plan its navigation. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="ds_site-header">
      <div className="ds_wrapper site-head">
        <a className="brand" href={paths.plans()}>
          <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
            <ellipse cx="13" cy="21.5" rx="11" ry="3.6" />
            <ellipse cx="13" cy="14.6" rx="8.2" ry="3.1" />
            <ellipse cx="13" cy="8.6" rx="5.6" ry="2.6" />
            <ellipse cx="13" cy="3.8" rx="3.2" ry="1.9" />
          </svg>
          Cairn
        </a>
        {children}
        <AccountNav />
      </div>
    </header>
  )
}

/** What the server puts in when it sends a page that is kept for many: React leaves it as it finds it. */
function Own({ html }: { readonly html: string }) {
  return <span suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />
}

async function AccountNav() {
  const visitor = await getVisitor()
  return (
    <nav className="account-nav" aria-label="Account">
      <ul>
        {visitor ? (
          <>
            <li>
              <a href={paths.myUpdates()}>
                My updates
                <Own html={visitor.own.updatesDue} />
              </a>
            </li>
            {visitor.needsPasskey && (
              <li>
                <a href={paths.passkeys()}>Add a passkey</a>
              </li>
            )}
            {visitor.managesAccounts && (
              <li>
                <a href={paths.accounts()}>Accounts</a>
              </li>
            )}
            <li>
              <a href={paths.account()}>
                <Own html={visitor.own.name} />
              </a>
            </li>
            <li>
              {/* A plain form, so that it works wherever a page is shown, with a script or without. */}
              <form method="post" action={paths.signOut()}>
                <ForgetOnSend />
                <button type="submit" className="link-button">
                  Sign out
                </button>
              </form>
            </li>
          </>
        ) : (
          <li>
            <SignInLink />
          </li>
        )}
      </ul>
    </nav>
  )
}
