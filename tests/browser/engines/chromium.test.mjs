// @ts-check
import { endToEnd } from '../support/end_to_end.mjs';

endToEnd('chromium');
