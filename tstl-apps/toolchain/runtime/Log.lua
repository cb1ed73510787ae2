-- console.log of anything but one string.
local function __TS__Log(...)
    print(__TS__Format(...))
end
