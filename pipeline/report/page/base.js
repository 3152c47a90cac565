"use strict";
// The modules of the page add themselves to this object, in the order in which the page names them.
const Newsfold = {};
