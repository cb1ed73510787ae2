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
        if wanted ~= "" then
            from = at
        elseif first > #text then
            break
        elseif string.byte(text, first) >= 240 then
            error('replaceAll("", …) would stand between the halves of ' .. string.sub(text, first, first + 3) .. ": write [...text].join(…)", 2)
        else
            -- Nothing is found before every character.
            from = string.find(text, "[^\128-\191]", first + 1) or #text + 1
        end
    end
    parts[#parts + 1] = string.sub(text, at)
    return table.concat(parts)
end
