// A foreign OpenID provider for the tests: npm's oidc-provider as it comes, with people in memory.
// One line of JSON on standard input configures it; it says "ready" and runs until the input ends.
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

function serve({ issuer, client, people }) {
  const provider = new Provider(issuer, {
    clients: [client],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a secret of the tests'] },
    // Whoever types a name at its page is that person; any password will do.
    findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, ...people[login] }) }),
  });
  const { port, hostname } = new URL(issuer);
  provider.listen(port, hostname, () => console.log('ready'));
}

for await (const line of createInterface({ input: process.stdin })) serve(JSON.parse(line));
process.exit();
