import { installRenderCounter } from './count-renders.ts';

installRenderCounter();
