-- How a number that is known to be whole prints: `Sprintf(WholeForm, x)`. Fengari's %.17g is its host's own shortest form.
local __TS__Sprintf = string.format
local __TS__WholeForm = __TS__Sprintf("%.17g", 0.1) == "0.1" and "%.17g" or "%d"
