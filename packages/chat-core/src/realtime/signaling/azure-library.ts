// The build puts the library itself in this file's place, as an ES module: it is published as CommonJS, which some bundlers cannot read,
// and for which others add code to every page.
export { CommunicationSignalingClient } from '@azure/communication-signaling';
