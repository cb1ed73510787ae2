-- includes(wanted, from).
local function __TS__TextIncludes(self, wanted, from)
    return __TS__TextIndexOf(self, wanted, from) >= 0
end
