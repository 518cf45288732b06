import type { ChatSession } from '@confab/chat-core/session';
import { ChatProvider } from '@confab/chat-react';
import { ChatUiProvider, type ChatUiProviderProps } from '@confab/chat-ui';
import { useEffect, useState, type ReactNode } from 'react';
import { openScene, type Scene } from './scene.ts';

/** Props of {@link LiveScene}. */
export interface LiveSceneProps {
  /** Draws the scene once it is open. */
  readonly children: (scene: Scene) => ReactNode;
  /** Default: {@link openScene}. */
  readonly open?: () => Promise<Scene>;
}

/** Opens a scene of its own when it mounts, and ends all of it when it unmounts. */
export function LiveScene({ children, open = openScene }: LiveSceneProps): ReactNode {
  const [scene, setScene] = useState<Scene>();
  useEffect(() => {
    let isMounted = true;
    const opening = open();
    void opening.then((opened) => isMounted && setScene(opened));
    return () => {
      isMounted = false;
      setScene(undefined);
      void opening.then((opened) => opened.close());
    };
  }, [open]);
  return scene === undefined ? null : children(scene);
}

/** Props of {@link Side}. */
export interface SideProps {
  readonly session: ChatSession;
  readonly look: ChatUiProviderProps;
  readonly children: ReactNode;
}

/** What one person has on screen: a region with the person's name and with providers of its own. */
export function Side({ session, look, children }: SideProps): ReactNode {
  return (
    <section
      aria-label={session.displayName}
      style={{ blockSize: 'min(430px, 90vh)', outline: '1px solid var(--confab-line)' }}
    >
      <ChatProvider session={session}>
        <ChatUiProvider {...look} style={{ blockSize: '100%' }}>
          {children}
        </ChatUiProvider>
      </ChatProvider>
    </section>
  );
}

/** Puts people side by side, or below each other where there is no room. */
export function Sides({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div
      style={{
        display: 'grid',
        gap: '16px',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
      }}
    >
      {children}
    </div>
  );
}
