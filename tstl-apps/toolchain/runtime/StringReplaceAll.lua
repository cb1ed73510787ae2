local function __TS__StringReplaceAll(text, wanted, by)
    local parts, at, from = {}, 1, 1
    while from <= #text + 1 do
        local first, last = string.find(text, wanted, from, true)
        if not first then
            break
        end
        parts[#parts + 1] = string.sub(text, at, first - 1)
        parts[#parts + 1] = __TS__StringReplacement(text, by, first, last)
        at = last + 1
        -- Nothing is found before every character.
        from = wanted == "" and first + 1 or at
    end
    parts[#parts + 1] = string.sub(text, at)
    return table.concat(parts)
end
