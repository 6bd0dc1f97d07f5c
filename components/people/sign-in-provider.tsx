import type { ProviderProblem } from '@/lib/domain/people/sign-in-problem'

/** What single sign-on could not do, and the way out. */
function explain(problem: ProviderProblem, provider: string): string {
  switch (problem) {
    case 'cancelled':
      return `You are not signed in, because signing in with ${provider} was cancelled. Try again, or sign in another way.`
    case 'unavailable':
      return `${provider} cannot be reached at the moment. Try again in a few minutes, or sign in another way.`
    case 'failed':
      return `Signing in with ${provider} did not work. It may have taken too long. Try again.`
    case 'unverified':
      return `${provider} does not say that your email address is verified, so Cairn cannot find your account. Ask the people who run ${provider} to verify your email address.`
    case 'stranger':
      return `You have no account in Cairn. Ask an administrator of Cairn to invite the email address that you use with ${provider}.`
    case 'taken':
      return `The account with your email address belongs to another person at ${provider}. Ask an administrator of Cairn.`
    case 'deactivated':
      return 'Your account in Cairn is no longer active. Ask an administrator of Cairn.'
  }
}

/** Tells someone who comes back from single sign-on why they are not signed in. */
export function SignInProblem({ problem, provider }: { problem: ProviderProblem; provider: string }) {
  return (
    <div
      className="ds_error-summary"
      id="sign-in-problem"
      aria-labelledby="sign-in-problem-title"
      role="alert"
    >
      <h2 className="ds_error-summary__title" id="sign-in-problem-title">
        There is a problem
      </h2>
      <p>{explain(problem, provider)}</p>
    </div>
  )
}

/** The way to single sign-on. */
export function SignInProvider({ href, provider }: { href: string; provider: string }) {
  return (
    <p>
      <a className="ds_button ds_button--secondary" href={href}>
        Sign in with {provider}
      </a>
    </p>
  )
}
