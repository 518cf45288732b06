import { describeConversation } from '../harness/conversation.ts';

describeConversation();
