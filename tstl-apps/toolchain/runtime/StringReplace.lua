local function __TS__StringReplace(text, wanted, by)
    local first, last = string.find(text, wanted, 1, true)
    if not first then
        return text
    end
    return string.sub(text, 1, first - 1) .. __TS__StringReplacement(text, by, first, last) .. string.sub(text, last + 1)
end
