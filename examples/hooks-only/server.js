// `npm start`: a chat server in memory, and the page. It stands for your own backend, which knows who is signed in.
import { serveChatService } from '@confab/chat-server/node';
import { createServer, preview } from 'vite';

const names = ['ada', 'grace', 'linus'];
const titleCase = (name) => name[0].toUpperCase() + name.slice(1);

const { endpoint, service, close } = await serveChatService({ port: 0, storage: 'memory' });

const minute = 60_000;
const from = Date.now() - 300 * minute;
await service.seed({
  threads: [
    {
      topic: 'Launch',
      at: from,
      by: 'ada',
      participants: names.slice(0, 2).map((name) => ({ name, displayName: titleCase(name) })),
      steps: Array.from({ length: 120 }, (_, index) => ({
        kind: 'message',
        at: from + (index + 1) * 2 * minute,
        by: index % 3 === 0 ? 'ada' : 'grace',
        content: `Step ${index + 1} of the checklist is done.`,
      })),
    },
  ],
});

/** Who is signed in, and whom he can write to. A real backend reads that from its own session cookie. */
async function signIn(name) {
  const people = await Promise.all(
    names.map(async (one) => ({
      userId: (await service.createUser(one)).userId,
      displayName: titleCase(one),
    })),
  );
  const { userId, token } = await service.createUser(name);
  return { endpoint, userId, displayName: titleCase(name), token, people };
}

const signInRoute = {
  name: 'sign-in',
  configureServer: addRoute,
  configurePreviewServer: addRoute,
};

function addRoute({ middlewares }) {
  middlewares.use('/sign-in', async (request, response) => {
    const asked = new URL(request.url, 'http://localhost').searchParams.get('user');
    // Who is not known is Ada.
    const account = await signIn(names.includes(asked) ? asked : 'ada');
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(account));
  });
}

// With --built the page is what `npm run build` has made of it; without, it changes as you edit it.
const address = { port: Number(process.env.PORT ?? 5180), host: '127.0.0.1' };
const options = { root: import.meta.dirname, plugins: [signInRoute] };
const page = process.argv.includes('--built')
  ? await preview({ ...options, preview: address })
  : await (await createServer({ ...options, server: address })).listen();
const [url] = page.resolvedUrls.local;
console.log(`Open ${url}?user=ada and ${url}?user=grace. Ctrl-C ends it.`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await Promise.all([page.close(), close()]);
    process.exit();
  });
}
