import '@confab/chat-ui/styles.css';
import './demo.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DemoChat } from './DemoChat.tsx';
import { loadLabels } from './load-labels.ts';
import { signIn } from './sign-in.ts';
import { SignInPage } from './SignInPage.tsx';

const container = document.querySelector('#root');
if (container === null)
  throw new Error('index.html has no #root, so the demo has no place. Add it.');
const root = createRoot(container);

const user = new URLSearchParams(location.search).get('user');
if (user === null) {
  root.render(<SignInPage />);
} else {
  try {
    const [account, labels] = await Promise.all([signIn(user), loadLabels(navigator.language)]);
    root.render(
      <StrictMode>
        <DemoChat {...account} labels={labels} />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<SignInPage problem={error instanceof Error ? error.message : String(error)} />);
  }
}
