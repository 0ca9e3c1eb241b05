/** An application to be measured. */
package com.acme.md;
