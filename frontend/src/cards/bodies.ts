/** What the cards show; loaded with the first card of a page. */

import "./account-card-body.ts";
import "./strategy-card-body.ts";
import "./trades-card-body.ts";
