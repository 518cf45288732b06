// The script of a page that counts renders: the counter has to be there before React.
import './install-render-counter.ts';
import './connected-page.tsx';
